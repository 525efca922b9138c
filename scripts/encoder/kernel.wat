;; The arithmetic of the sentence encoder: products of rows of floats with matrices of signed bytes, layer norm, attention
;; but for its softmax. All addresses are in bytes; $rows and $count are at least 1.
;; Fixed-width SIMD only: Node 20 (V8 11.3) has no relaxed SIMD.
;;
;; Rows are rounded to 16 bits, each by its own scale, and kept four together:
;;   for each block of 4 rows, for each pair of inputs, for each row: the pair, 2 x int16    (16 bytes a pair)
;; Weights are signed bytes in panels of 8 columns:
;;   for each panel, for each pair of inputs, for each of 8 columns: the pair, 2 x int8      (16 bytes a pair)
;; so that one i32x4.dot_i16x8_s of a row's pair, in all four lanes, with four columns' pairs adds two products to four
;; sums at once, and no sum is ever added up across lanes. Sums are exact: the caller's $limit keeps them within 32 bits,
;; so a row's result does not depend on the rows beside it.
(module
  (import "encoder" "memory" (memory 1))

  ;; One row of $inputs floats (a multiple of 8) to 16 bits of at most $limit; gives what one step is worth.
  (func $round_row (param $from i32) (param $to i32) (param $inputs i32) (param $limit f32) (result f32)
    (local $at i32) (local $end i32) (local $most v128) (local $high f32) (local $steps v128) (local $x v128)
    (local.set $at (local.get $from))
    (local.set $end (i32.add (local.get $from) (i32.shl (local.get $inputs) (i32.const 2))))
    (loop $next
      (local.set $most (f32x4.pmax (local.get $most) (f32x4.abs (v128.load (local.get $at)))))
      (local.set $most (f32x4.pmax (local.get $most) (f32x4.abs (v128.load offset=16 (local.get $at)))))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 32))) (local.get $end))))
    (local.set $high
      (f32.max
        (f32.max (f32x4.extract_lane 0 (local.get $most)) (f32x4.extract_lane 1 (local.get $most)))
        (f32.max (f32x4.extract_lane 2 (local.get $most)) (f32x4.extract_lane 3 (local.get $most)))))
    ;; A row of zeros: any scale will do but one that divides by nothing.
    (if (f32.eq (local.get $high) (f32.const 0)) (then (local.set $high (f32.const 1))))
    (local.set $steps (f32x4.splat (f32.div (local.get $limit) (local.get $high))))
    (local.set $at (local.get $from))
    (loop $next
      (local.set $x
        (i16x8.narrow_i32x4_s
          (i32x4.trunc_sat_f32x4_s (f32x4.nearest (f32x4.mul (v128.load (local.get $at)) (local.get $steps))))
          (i32x4.trunc_sat_f32x4_s
            (f32x4.nearest (f32x4.mul (v128.load offset=16 (local.get $at)) (local.get $steps))))))
      (v128.store32_lane 0 (local.get $to) (local.get $x))
      (v128.store32_lane offset=16 1 (local.get $to) (local.get $x))
      (v128.store32_lane offset=32 2 (local.get $to) (local.get $x))
      (v128.store32_lane offset=48 3 (local.get $to) (local.get $x))
      (local.set $to (i32.add (local.get $to) (i32.const 64)))
      (br_if $next (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 32))) (local.get $end))))
    (f32.div (local.get $high) (local.get $limit)))

  ;; The sums of one row to floats, in place: max(sum x row's step x column's scale + bias, floor).
  (func $finish_row (param $to i32) (param $end i32) (param $step f32) (param $scales i32) (param $bias i32)
    (param $floor f32)
    (local $steps v128) (local $least v128)
    (local.set $steps (f32x4.splat (local.get $step)))
    (local.set $least (f32x4.splat (local.get $floor)))
    (loop $next
      (v128.store (local.get $to)
        (f32x4.max (local.get $least)
          (f32x4.add (v128.load (local.get $bias))
            (f32x4.mul (f32x4.convert_i32x4_s (v128.load (local.get $to)))
              (f32x4.mul (local.get $steps) (v128.load (local.get $scales)))))))
      (local.set $scales (i32.add (local.get $scales) (i32.const 16)))
      (local.set $bias (i32.add (local.get $bias) (i32.const 16)))
      (br_if $next (i32.lt_u (local.tee $to (i32.add (local.get $to) (i32.const 16))) (local.get $end)))))

  ;; Four rows by one panel: 8 sums of 4 lanes. Sums are stored raw, with no call after the loop and no unrolling: either
  ;; makes V8 keep sums on the stack in the loop.
  (func $four_rows (param $row i32) (param $weights i32) (param $end i32) (param $to i32) (param $stride i32)
    (local $rows v128) (local $a v128) (local $low v128) (local $high v128)
    (local $al v128) (local $ah v128) (local $bl v128) (local $bh v128)
    (local $cl v128) (local $ch v128) (local $dl v128) (local $dh v128)
    (loop $next
      (local.set $low (v128.load8x8_s (local.get $weights)))
      (local.set $high (v128.load8x8_s offset=8 (local.get $weights)))
      (local.set $rows (v128.load (local.get $row)))
      (local.set $a (i8x16.shuffle 0 1 2 3 0 1 2 3 0 1 2 3 0 1 2 3 (local.get $rows) (local.get $rows)))
      (local.set $al (i32x4.add (local.get $al) (i32x4.dot_i16x8_s (local.get $a) (local.get $low))))
      (local.set $ah (i32x4.add (local.get $ah) (i32x4.dot_i16x8_s (local.get $a) (local.get $high))))
      (local.set $a (i8x16.shuffle 4 5 6 7 4 5 6 7 4 5 6 7 4 5 6 7 (local.get $rows) (local.get $rows)))
      (local.set $bl (i32x4.add (local.get $bl) (i32x4.dot_i16x8_s (local.get $a) (local.get $low))))
      (local.set $bh (i32x4.add (local.get $bh) (i32x4.dot_i16x8_s (local.get $a) (local.get $high))))
      (local.set $a (i8x16.shuffle 8 9 10 11 8 9 10 11 8 9 10 11 8 9 10 11 (local.get $rows) (local.get $rows)))
      (local.set $cl (i32x4.add (local.get $cl) (i32x4.dot_i16x8_s (local.get $a) (local.get $low))))
      (local.set $ch (i32x4.add (local.get $ch) (i32x4.dot_i16x8_s (local.get $a) (local.get $high))))
      (local.set $a (i8x16.shuffle 12 13 14 15 12 13 14 15 12 13 14 15 12 13 14 15 (local.get $rows) (local.get $rows)))
      (local.set $dl (i32x4.add (local.get $dl) (i32x4.dot_i16x8_s (local.get $a) (local.get $low))))
      (local.set $dh (i32x4.add (local.get $dh) (i32x4.dot_i16x8_s (local.get $a) (local.get $high))))
      (local.set $row (i32.add (local.get $row) (i32.const 16)))
      (br_if $next
        (i32.lt_u (local.tee $weights (i32.add (local.get $weights) (i32.const 16))) (local.get $end))))
    (v128.store (local.get $to) (local.get $al))
    (v128.store offset=16 (local.get $to) (local.get $ah))
    (local.set $to (i32.add (local.get $to) (local.get $stride)))
    (v128.store (local.get $to) (local.get $bl))
    (v128.store offset=16 (local.get $to) (local.get $bh))
    (local.set $to (i32.add (local.get $to) (local.get $stride)))
    (v128.store (local.get $to) (local.get $cl))
    (v128.store offset=16 (local.get $to) (local.get $ch))
    (local.set $to (i32.add (local.get $to) (local.get $stride)))
    (v128.store (local.get $to) (local.get $dl))
    (v128.store offset=16 (local.get $to) (local.get $dh)))

  ;; One row of a block by one panel, for the one or two rows that are left over.
  (func $one_row (param $row i32) (param $weights i32) (param $end i32) (param $to i32)
    (local $a v128) (local $b v128) (local $low v128) (local $high v128) (local $more v128) (local $most v128)
    (loop $next
      (local.set $a (v128.load32_splat (local.get $row)))
      (local.set $low (i32x4.add (local.get $low)
        (i32x4.dot_i16x8_s (local.get $a) (v128.load8x8_s (local.get $weights)))))
      (local.set $high (i32x4.add (local.get $high)
        (i32x4.dot_i16x8_s (local.get $a) (v128.load8x8_s offset=8 (local.get $weights)))))
      (local.set $b (v128.load32_splat offset=16 (local.get $row)))
      (local.set $more (i32x4.add (local.get $more)
        (i32x4.dot_i16x8_s (local.get $b) (v128.load8x8_s offset=16 (local.get $weights)))))
      (local.set $most (i32x4.add (local.get $most)
        (i32x4.dot_i16x8_s (local.get $b) (v128.load8x8_s offset=24 (local.get $weights)))))
      (local.set $row (i32.add (local.get $row) (i32.const 32)))
      (br_if $next
        (i32.lt_u (local.tee $weights (i32.add (local.get $weights) (i32.const 32))) (local.get $end))))
    (v128.store (local.get $to) (i32x4.add (local.get $low) (local.get $more)))
    (v128.store offset=16 (local.get $to) (i32x4.add (local.get $high) (local.get $most))))

  ;; $rows x $inputs floats at $from times the weights, to $rows x $outputs floats at $to.
  ;; $inputs and $outputs are multiples of 8. $rounded has room for the rows, rounded up to a multiple of 4, in 16 bits;
  ;; $steps and $to for as many rows. A panel is multiplied by all rows before the next, so it is read from memory once.
  (func (export "multiply") (param $from i32) (param $rounded i32) (param $steps i32) (param $weights i32)
    (param $scales i32) (param $bias i32) (param $to i32) (param $rows i32) (param $inputs i32) (param $outputs i32)
    (param $limit f32) (param $floor f32)
    (local $r i32) (local $column i32) (local $panel i32) (local $stride i32) (local $row i32) (local $end i32)
    (local $out i32)
    ;; The same for a block of rows, in 16 bits by 4, and for a panel, in 8 bits by 8.
    (local.set $panel (i32.shl (local.get $inputs) (i32.const 3)))
    (local.set $stride (i32.shl (local.get $outputs) (i32.const 2)))
    (loop $next
      (f32.store (i32.add (local.get $steps) (i32.shl (local.get $r) (i32.const 2)))
        (call $round_row
          (i32.add (local.get $from) (i32.mul (local.get $r) (i32.shl (local.get $inputs) (i32.const 2))))
          (i32.add (local.get $rounded)
            (i32.add
              (i32.mul (i32.shr_u (local.get $r) (i32.const 2)) (local.get $panel))
              (i32.shl (i32.and (local.get $r) (i32.const 3)) (i32.const 2))))
          (local.get $inputs) (local.get $limit)))
      (br_if $next (i32.lt_u (local.tee $r (i32.add (local.get $r) (i32.const 1))) (local.get $rows))))
    (loop $columns
      (local.set $end (i32.add (local.get $weights) (local.get $panel)))
      (local.set $out (i32.add (local.get $to) (i32.shl (local.get $column) (i32.const 2))))
      (local.set $row (local.get $rounded))
      (local.set $r (local.get $rows))
      (block $done
        (loop $next
          ;; Three rows left over cost less as four, the last of them of no use, than one by one.
          (br_if $done (i32.lt_s (local.get $r) (i32.const 3)))
          (call $four_rows
            (local.get $row) (local.get $weights) (local.get $end) (local.get $out) (local.get $stride))
          (local.set $row (i32.add (local.get $row) (local.get $panel)))
          (local.set $out (i32.add (local.get $out) (i32.shl (local.get $stride) (i32.const 2))))
          (local.set $r (i32.sub (local.get $r) (i32.const 4)))
          (br $next)))
      (block $done
        (loop $next
          (br_if $done (i32.le_s (local.get $r) (i32.const 0)))
          (call $one_row (local.get $row) (local.get $weights) (local.get $end) (local.get $out))
          (local.set $row (i32.add (local.get $row) (i32.const 4)))
          (local.set $out (i32.add (local.get $out) (local.get $stride)))
          (local.set $r (i32.sub (local.get $r) (i32.const 1)))
          (br $next)))
      (local.set $weights (local.get $end))
      (br_if $columns
        (i32.lt_u (local.tee $column (i32.add (local.get $column) (i32.const 8))) (local.get $outputs))))
    (local.set $r (i32.const 0))
    (loop $next
      (local.set $end (i32.add (local.get $to) (local.get $stride)))
      (call $finish_row (local.get $to) (local.get $end)
        (f32.load (i32.add (local.get $steps) (i32.shl (local.get $r) (i32.const 2))))
        (local.get $scales) (local.get $bias) (local.get $floor))
      (local.set $to (local.get $end))
      (br_if $next (i32.lt_u (local.tee $r (i32.add (local.get $r) (i32.const 1))) (local.get $rows)))))

  ;; Layer norm of $rows rows of $size bytes of floats (a multiple of 16): (x - mean) / sqrt(variance + $epsilon) x scale + bias.
  (func (export "normalise") (param $from i32) (param $to i32) (param $scale i32) (param $bias i32) (param $rows i32)
    (param $size i32) (param $epsilon f32)
    (local $at i32) (local $sum v128) (local $mean v128) (local $squares v128) (local $x v128) (local $count f32)
    (local.set $count (f32.convert_i32_u (i32.shr_u (local.get $size) (i32.const 2))))
    (loop $next
      (local.set $sum (v128.const f32x4 0 0 0 0))
      (local.set $squares (v128.const f32x4 0 0 0 0))
      (local.set $at (i32.const 0))
      (loop $add
        (local.set $sum (f32x4.add (local.get $sum) (v128.load (i32.add (local.get $from) (local.get $at)))))
        (br_if $add (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $size))))
      (local.set $mean (f32x4.splat (f32.div (call $across (local.get $sum)) (local.get $count))))
      (local.set $at (i32.const 0))
      (loop $square
        (local.set $x (f32x4.sub (v128.load (i32.add (local.get $from) (local.get $at))) (local.get $mean)))
        (local.set $squares (f32x4.add (local.get $squares) (f32x4.mul (local.get $x) (local.get $x))))
        (br_if $square (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $size))))
      (local.set $squares
        (f32x4.splat (f32.div (f32.const 1) (f32.sqrt (f32.add (local.get $epsilon)
          (f32.div (call $across (local.get $squares)) (local.get $count)))))))
      (local.set $at (i32.const 0))
      (loop $write
        (local.set $x (f32x4.sub (v128.load (i32.add (local.get $from) (local.get $at))) (local.get $mean)))
        (v128.store (i32.add (local.get $to) (local.get $at))
          (f32x4.add (v128.load (i32.add (local.get $bias) (local.get $at)))
            (f32x4.mul (f32x4.mul (local.get $x) (local.get $squares))
              (v128.load (i32.add (local.get $scale) (local.get $at))))))
        (br_if $write (i32.lt_u (local.tee $at (i32.add (local.get $at) (i32.const 16))) (local.get $size))))
      (local.set $from (i32.add (local.get $from) (local.get $size)))
      (local.set $to (i32.add (local.get $to) (local.get $size)))
      (br_if $next (local.tee $rows (i32.sub (local.get $rows) (i32.const 1))))))

  ;; The sum of four lanes.
  (func $across (param $x v128) (result f32)
    (f32.add
      (f32.add (f32x4.extract_lane 0 (local.get $x)) (f32x4.extract_lane 1 (local.get $x)))
      (f32.add (f32x4.extract_lane 2 (local.get $x)) (f32x4.extract_lane 3 (local.get $x)))))

  ;; The products of one query with $count keys, $stride bytes apart, to floats at $to. $size: bytes of a key, a multiple of 32.
  (func (export "compare") (param $query i32) (param $keys i32) (param $size i32) (param $stride i32)
    (param $count i32) (param $to i32)
    (local $q i32) (local $k i32) (local $end i32) (local $even v128) (local $odd v128)
    (local.set $end (i32.add (local.get $query) (local.get $size)))
    (loop $next
      (local.set $q (local.get $query))
      (local.set $k (local.get $keys))
      (local.set $even (v128.const f32x4 0 0 0 0))
      (local.set $odd (v128.const f32x4 0 0 0 0))
      (loop $add
        (local.set $even (f32x4.add (local.get $even)
          (f32x4.mul (v128.load (local.get $q)) (v128.load (local.get $k)))))
        (local.set $odd (f32x4.add (local.get $odd)
          (f32x4.mul (v128.load offset=16 (local.get $q)) (v128.load offset=16 (local.get $k)))))
        (local.set $k (i32.add (local.get $k) (i32.const 32)))
        (br_if $add (i32.lt_u (local.tee $q (i32.add (local.get $q) (i32.const 32))) (local.get $end))))
      (f32.store (local.get $to) (call $across (f32x4.add (local.get $even) (local.get $odd))))
      (local.set $to (i32.add (local.get $to) (i32.const 4)))
      (local.set $keys (i32.add (local.get $keys) (local.get $stride)))
      (br_if $next (local.tee $count (i32.sub (local.get $count) (i32.const 1))))))

  ;; The sum of $count values, $stride bytes apart, each times its weight. $size: bytes of a value, a multiple of 64.
  (func (export "mix") (param $weights i32) (param $values i32) (param $size i32) (param $stride i32)
    (param $count i32) (param $to i32)
    (local $w i32) (local $v i32) (local $last i32) (local $end i32) (local $weight v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $end (i32.add (local.get $to) (local.get $size)))
    (local.set $last (i32.add (local.get $weights) (i32.shl (local.get $count) (i32.const 2))))
    (loop $next
      (local.set $w (local.get $weights))
      (local.set $v (local.get $values))
      (local.set $a (v128.const f32x4 0 0 0 0))
      (local.set $b (v128.const f32x4 0 0 0 0))
      (local.set $c (v128.const f32x4 0 0 0 0))
      (local.set $d (v128.const f32x4 0 0 0 0))
      (loop $add
        (local.set $weight (v128.load32_splat (local.get $w)))
        (local.set $a (f32x4.add (local.get $a) (f32x4.mul (local.get $weight) (v128.load (local.get $v)))))
        (local.set $b (f32x4.add (local.get $b) (f32x4.mul (local.get $weight) (v128.load offset=16 (local.get $v)))))
        (local.set $c (f32x4.add (local.get $c) (f32x4.mul (local.get $weight) (v128.load offset=32 (local.get $v)))))
        (local.set $d (f32x4.add (local.get $d) (f32x4.mul (local.get $weight) (v128.load offset=48 (local.get $v)))))
        (local.set $v (i32.add (local.get $v) (local.get $stride)))
        (br_if $add (i32.lt_u (local.tee $w (i32.add (local.get $w) (i32.const 4))) (local.get $last))))
      (v128.store (local.get $to) (local.get $a))
      (v128.store offset=16 (local.get $to) (local.get $b))
      (v128.store offset=32 (local.get $to) (local.get $c))
      (v128.store offset=48 (local.get $to) (local.get $d))
      (local.set $values (i32.add (local.get $values) (i32.const 64)))
      (br_if $next (i32.lt_u (local.tee $to (i32.add (local.get $to) (i32.const 64))) (local.get $end))))))
